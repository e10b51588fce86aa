using RmsOrleans.Grains.Reference.Loads;

namespace RmsOrleans.Grains.Registers.Kinds;

/// <summary>This node's registers.</summary>
internal sealed class KindHolder(ILoadStore<KindLoad> store)
    : LoadHolder<RegisterKinds, KindLoad>(store, RegisterKinds.Shipped, (kinds, load) => kinds.With(load)), IRegisterKinds;
