using System.Text.Json.Serialization;
using RmsOrleans.Api.Authorities;
using RmsOrleans.Api.Calendar;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Tasks;
using RmsOrleans.Desk.Session;

namespace RmsOrleans.Desk.Pages;

/// <summary>How answers of the API are read: as the records that it writes.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Viewer))]
[JsonSerializable(typeof(TaskList))]
[JsonSerializable(typeof(DraftList))]
[JsonSerializable(typeof(DraftResponse))]
[JsonSerializable(typeof(JournalResponse))]
[JsonSerializable(typeof(DraftDeadlineResponse))]
[JsonSerializable(typeof(AuthorityList))]
[JsonSerializable(typeof(UnitList))]
[JsonSerializable(typeof(ReceiptResponse))]
internal sealed partial class DeskJson : JsonSerializerContext;
