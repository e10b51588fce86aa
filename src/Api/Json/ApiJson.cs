using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference.Calendar;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Api.Json;

/// <summary>
/// The bodies of requests. Strict: unknown and repeated members, nulls where none is meant, numbers in strings, comments and trailing commas
/// are refused, and names are exact.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    MaxDepth = Deepest,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters =
    [
        typeof(AuthorityCodeJson), typeof(DayJson), typeof(TimeJson),
        typeof(EnumNames<ProfileKind>), typeof(EnumNames<Territory>), typeof(EnumNames<ApplicationMode>), typeof(EnumNames<IndicatorGroup>),
        typeof(EnumCamelCaseNames<IndicatorOperator>), typeof(EnumNames<VisaRole>), typeof(EnumNames<Resolution>), typeof(EnumNames<CalendarMark>),
        typeof(ListJson<string>), typeof(ListJson<Indicator>), typeof(ListJson<Measure>), typeof(ListJson<Visa>),
        typeof(ListJson<RemarkAnswer>), typeof(ListJson<CalendarDay>),
    ])]
[JsonSerializable(typeof(Submit))]
[JsonSerializable(typeof(SubmissionLine))]
[JsonSerializable(typeof(Prepare))]
[JsonSerializable(typeof(Edit))]
[JsonSerializable(typeof(Sign))]
[JsonSerializable(typeof(GiveVisa))]
[JsonSerializable(typeof(RefuseVisa))]
[JsonSerializable(typeof(Register))]
[JsonSerializable(typeof(Discard))]
[JsonSerializable(typeof(AssignExecutor))]
[JsonSerializable(typeof(ConveneMeeting))]
[JsonSerializable(typeof(RecordMinutes))]
[JsonSerializable(typeof(Resolve))]
[JsonSerializable(typeof(RecordInformation))]
[JsonSerializable(typeof(GiveOpinion))]
[JsonSerializable(typeof(AgreeOpinion))]
[JsonSerializable(typeof(ReturnOpinion))]
[JsonSerializable(typeof(Resubmit))]
[JsonSerializable(typeof(Withdraw))]
[JsonSerializable(typeof(EditProfile))]
[JsonSerializable(typeof(PrepareProfile))]
[JsonSerializable(typeof(GiveProfileVisa))]
[JsonSerializable(typeof(RefuseProfileVisa))]
[JsonSerializable(typeof(SignProfile))]
[JsonSerializable(typeof(RequestApproval))]
[JsonSerializable(typeof(Approve))]
[JsonSerializable(typeof(ReturnProfile))]
[JsonSerializable(typeof(ReportApproval))]
[JsonSerializable(typeof(RegisterProfile))]
[JsonSerializable(typeof(RemarkAnswer))]
[JsonSerializable(typeof(Subscribe))]
[JsonSerializable(typeof(Redeliver))]
[JsonSerializable(typeof(UpdateProfile))]
[JsonSerializable(typeof(CancelProfile))]
[JsonSerializable(typeof(Acknowledgement))]
[JsonSerializable(typeof(Indicator))]
[JsonSerializable(typeof(Measure))]
[JsonSerializable(typeof(Visa))]
[JsonSerializable(typeof(LoadCalendarYear))]
[JsonSerializable(typeof(CalendarDay))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>How deep a body may nest; the deepest that means anything is a submission's <c>content/riskArea/indicators/0/values</c>.</summary>
    public const int Deepest = 32;

    /// <summary>How a body of this type is read.</summary>
    public static JsonTypeInfo<T> Body<T>() => (JsonTypeInfo<T>)Bodies.Options.GetTypeInfo(typeof(T));

    /// <summary>What may be null may be left out, also where the record has no default for it.</summary>
    private static void AllowNullableToBeMissing(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
        {
            if (member.AssociatedParameter is { IsNullable: true })
                member.IsRequired = false;
        }
    }

    /// <summary>Apart, so that it is made after the generated <see cref="Default"/>.</summary>
    private static class Bodies
    {
        public static readonly JsonSerializerOptions Options = new(Default.Options)
        {
            TypeInfoResolver = Default.WithAddedModifier(AllowNullableToBeMissing),
        };
    }
}
