using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Storage.Profiles;

/// <summary>Which profiles a list shows; <paramref name="Authority"/>: those that apply to it.</summary>
internal sealed record ProfileFilter(ProfileStatus? Status, Territory? Territory, ProfileKind? Kind, AuthorityCode? Authority);
