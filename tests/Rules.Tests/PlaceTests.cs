using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Rules.Tests;

public sealed class PlaceTests
{
    [Fact]
    public void Is_written_as_a_pointer_at_every_depth()
    {
        var content = new JsonPointer("/content");

        Assert.Equal("/content", content.ToString());
        Assert.Equal("/content/riskArea/description", content.Of("/riskArea/description").ToString());
        Assert.Equal("/content/riskArea/traders/0", content.Of("/riskArea/traders", 0).ToString());
        Assert.Equal("/content/riskArea/indicators/2/field", content.Of("/riskArea/indicators", 2).Of("/field").ToString());
        Assert.Equal("/content/riskArea/indicators/2/values/1", content.Of("/riskArea/indicators", 2).Of("/values", 1).ToString());
    }
}
