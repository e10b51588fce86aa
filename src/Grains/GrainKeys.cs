using System.Globalization;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Classifiers;
using RmsOrleans.Grains.Deadlines;
using RmsOrleans.Grains.Directory;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Numbering;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Grains;

/// <summary>
/// Every grain key is made here. Each has a prefix that is not hexadecimal and no plus sign: the Orleans ADO.NET providers fold keys
/// that look like numbers (dotnet/orleans#9706).
/// </summary>
public static class GrainKeys
{
    private const string DraftPrefix = "draft/";
    private const string SequencePrefix = "seq/";
    private const string GroupPrefix = "seq-group/";
    private const string AuthorityPrefix = "authority/";
    private const string ProfilePrefix = "profile/";
    private const string ReaderPrefix = "reader/";
    private const string ThePulse = "worker/pulse";
    private const string TheRegister = "register/authorities";
    private const string TheCalendar = "calendar/production";
    private const string TheClassifiers = "register/classifiers";
    private const string TheDirectory = "register/directory";
    private const string TheProfileWatch = "watch/profiles";

    public static IDraftGrain Draft(this IGrainFactory grains, DraftId id) => grains.GetGrain<IDraftGrain>(DraftPrefix + id);

    public static ISiloPulseGrain Pulse(this IGrainFactory grains) => grains.GetGrain<ISiloPulseGrain>(ThePulse);

    public static IAuthorityGrain Authority(this IGrainFactory grains, AuthorityCode code) => grains.GetGrain<IAuthorityGrain>(AuthorityPrefix + code);

    public static IAuthorityRegisterGrain AuthorityRegister(this IGrainFactory grains) => grains.GetGrain<IAuthorityRegisterGrain>(TheRegister);

    public static ICalendarGrain Calendar(this IGrainFactory grains) => grains.GetGrain<ICalendarGrain>(TheCalendar);

    public static IClassifierGrain Classifiers(this IGrainFactory grains) => grains.GetGrain<IClassifierGrain>(TheClassifiers);

    public static IProfileGrain Profile(this IGrainFactory grains, ProfileId id) => grains.GetGrain<IProfileGrain>(ProfilePrefix + id);

    public static IProfileWatchGrain ProfileWatch(this IGrainFactory grains) => grains.GetGrain<IProfileWatchGrain>(TheProfileWatch);

    public static IDirectoryReaderGrain DirectoryReader(this IGrainFactory grains, AuthorityCode code) =>
        grains.GetGrain<IDirectoryReaderGrain>(ReaderPrefix + code);

    internal static IDirectoryGrain Directory(this IGrainFactory grains) => grains.GetGrain<IDirectoryGrain>(TheDirectory);

    internal static INumberSequenceGrain Sequence(this IGrainFactory grains, SequenceKey key) => grains.GetGrain<INumberSequenceGrain>(SequencePrefix + key);

    internal static ISequenceGroupGrain SequenceGroup(this IGrainFactory grains, uint group) => grains.GetGrain<ISequenceGroupGrain>($"{GroupPrefix}{group}");

    internal static DraftId DraftId(this IDraftGrain grain) => new(Guid.ParseExact(Tail(grain, DraftPrefix), "D"));

    internal static AuthorityCode AuthorityCode(this IAuthorityGrain grain) => new(Tail(grain, AuthorityPrefix));

    internal static SequenceKey SequenceKey(this INumberSequenceGrain grain) => new(Tail(grain, SequencePrefix));

    internal static uint SequenceGroup(this ISequenceGroupGrain grain) => uint.Parse(Tail(grain, GroupPrefix), CultureInfo.InvariantCulture);

    internal static ProfileId ProfileId(this IProfileGrain grain) => new(Guid.ParseExact(Tail(grain, ProfilePrefix), "D"));

    internal static AuthorityCode ReaderCode(this IDirectoryReaderGrain grain) => new(Tail(grain, ReaderPrefix));

    private static string Tail(IGrainWithStringKey grain, string prefix)
    {
        var key = grain.GetPrimaryKeyString();
        return key.StartsWith(prefix, StringComparison.Ordinal)
            ? key[prefix.Length..]
            : throw new InvalidOperationException($"The grain key '{key}' does not begin with '{prefix}'.");
    }
}
