namespace Orleans.Runtime;

/// <summary>Anything that stands for a grain: the grain itself or a reference to it.</summary>
public interface IAddressable;
