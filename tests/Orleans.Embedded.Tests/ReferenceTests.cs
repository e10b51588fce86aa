using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public sealed class ReferenceTests
{
    [Fact]
    public async Task A_grain_and_a_reference_know_their_key()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<IWorkGrain>("work/ключ 1");
        Assert.Equal(("work/ключ 1", "work/ключ 1"), (grain.GetPrimaryKeyString(), await grain.Key().InTime()));
    }

    [Fact]
    public async Task A_grain_hands_out_a_reference_to_itself()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<IWorkGrain>("work/1");

        var self = await grain.Self().InTime();

        Assert.Equal(grain, self);
        Assert.NotEqual(grain, host.Grain<IWorkGrain>("work/2"));
        Assert.Equal("work/1", await self.Key().InTime());
    }

    [Fact]
    public async Task A_reference_becomes_one_by_another_interface_of_the_grain_and_no_other()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<IAlarmGrain>("alarm/1");

        Assert.Equal("alarm/1", grain.AsReference<IRemindable>().GetPrimaryKeyString());
        Assert.Throws<InvalidCastException>(() => grain.AsReference<IWorkGrain>());
    }

    [Fact]
    public async Task An_interface_of_several_classes_needs_the_beginning_of_a_class_name()
    {
        await using var host = await TestHost.StartAsync();
        Assert.Throws<ArgumentException>(() => host.Grain<ITurns>("turn/1"));
        Assert.Throws<ArgumentException>(() => host.Grain<INobodysGrain>("nobody/1"));

        host.Probe.Open("1");
        await host.Engine.GetGrain<ITurns>("turn/1", typeof(ReentrantTurnGrain).FullName).Run("1").InTime();

        Assert.Equal(1, host.InMemory<ReentrantTurnGrain>());
    }

    [Fact]
    public void What_is_no_grain_has_no_key() =>
        Assert.Throws<InvalidOperationException>(() => new PassingGrain().GetPrimaryKeyString());

    [Theory]
    [InlineData(typeof(IGivesNoTask))]
    [InlineData(typeof(IHasAProperty))]
    [InlineData(typeof(IHasAnOutParameter))]
    [InlineData(typeof(IIsGeneric))]
    public void An_interface_that_Orleans_would_not_compile_is_refused(Type type) =>
        Assert.Throws<NotSupportedException>(() => new GrainInterface(type));

    internal interface INobodysGrain : IGrainWithStringKey;

    internal interface IGivesNoTask : IGrain
    {
        int Count();
    }

    internal interface IHasAProperty : IGrain
    {
        string Name { get; }
    }

    internal interface IHasAnOutParameter : IGrain
    {
        Task Get(out int value);
    }

    internal interface IIsGeneric : IGrain
    {
        Task Get<T>(T value);
    }
}
