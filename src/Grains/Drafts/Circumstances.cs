using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Drafts.Content;

namespace RmsOrleans.Grains.Drafts;

/// <summary>What a rule is told beside the draft and the command: when, who asks, and the reference data as it stands.</summary>
internal sealed record Circumstances(
    DateTimeOffset Now,
    Actor Actor,
    RequestConditions Conditions,
    AuthorityRegister Authorities,
    ContentRules ContentRules);
