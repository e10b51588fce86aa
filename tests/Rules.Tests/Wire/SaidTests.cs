using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Rules.Tests.Wire;

/// <summary>What one silo refuses, another tells in both languages.</summary>
public sealed class SaidTests
{
    private static readonly Serializer serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    [Fact]
    public void A_refusal_travels_in_both_languages()
    {
        var fault = new ValidationError("/unit", "A text is needed here.", "Здесь необходимо указать текст.");
        var refusal = new Refusal(RefusalReason.BadInput, new Phrase("One thing is wrong.", "Одна ошибка."), [fault]) { Number = "00/10216/21112026/00001" };

        var arrived = Sent(refusal);

        Assert.Equal((refusal.Reason, refusal.Detail, refusal.Number), (arrived.Reason, arrived.Detail, arrived.Number));
        Assert.Equal([fault], arrived.Errors.AsEnumerable());
        Assert.Equal(fault.Message, arrived.Errors[0].Message);
    }

    [Fact]
    public void A_warning_travels_in_both_languages()
    {
        var warning = new Warning("/note/validTo", "validity-over", new Phrase("It is over.", "Срок истёк."));

        Assert.Equal(warning, Sent(warning));
        Assert.Equal(warning.Detail, Sent(warning).Detail);
    }

    /// <summary>As one of the version before would send it, while nodes are replaced one after the other.</summary>
    [Fact]
    public void What_comes_in_one_language_is_told_in_that() => Assert.Equal(Phrase.Same("There is no such draft."), Said.In("There is no such draft.", null));

    private static T Sent<T>(T value) => serializer.Deserialize<T>(serializer.SerializeToArray(value))!;
}
