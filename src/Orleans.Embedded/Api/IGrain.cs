using Orleans.Runtime;

namespace Orleans;

/// <summary>Marks every grain interface.</summary>
public interface IGrain : IAddressable;

/// <summary>A grain that is found by a string.</summary>
public interface IGrainWithStringKey : IGrain;
