using System.Text.Json.Serialization;
using RmsOrleans.Api.Drafts;

namespace RmsOrleans.Api.Attachments;

/// <summary>The files of a draft, by their numbers, with those that were taken out.</summary>
/// <param name="Items">The files.</param>
public sealed record AttachmentList(ImmutableArray<AttachmentResponse> Items);

/// <summary>A file of a draft.</summary>
/// <param name="Number">Its number among the files of the draft, from 1 on.</param>
/// <param name="To">The paper that it goes with.</param>
/// <param name="Name">The name of the file, as it was sent.</param>
/// <param name="Type">The media type that its content was found to have.</param>
/// <param name="Bytes">How many bytes it has.</param>
/// <param name="Sha256">SHA-256 of its bytes, hexadecimal.</param>
/// <param name="AddedAt">When it was added.</param>
/// <param name="AddedBy">Who added it.</param>
/// <param name="Removed">Whether it was taken out since; it can still be read, as a version may have been signed with it.</param>
/// <param name="RemovedAt">When it was taken out.</param>
/// <param name="RemovedBy">Who took it out.</param>
public sealed record AttachmentResponse(
    int Number,
    AttachmentPaper To,
    string Name,
    string Type,
    long Bytes,
    string Sha256,
    DateTimeOffset AddedAt,
    LineActorResponse AddedBy,
    bool Removed,
    DateTimeOffset? RemovedAt,
    LineActorResponse? RemovedBy);

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(EnumCamelCaseNames<AttachmentPaper>)])]
[JsonSerializable(typeof(AttachmentList))]
internal sealed partial class AttachmentResponseJson : JsonSerializerContext;
