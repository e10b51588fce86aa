namespace RmsOrleans.Samples;

/// <summary>
/// A customs authority that registers drafts, as the shipped sample of reference data has it. <paramref name="Share"/> says how many
/// of the day's five hundred drafts come from it.
/// </summary>
public sealed record Office(string Code, string Name, string RussianName, string? Directorate, int UtcOffset, int Share)
{
    public const string Fcs = "10000000";

    public static readonly IReadOnlyList<Office> All =
    [
        new(Fcs, "Federal Customs Service", "Федеральная таможенная служба", null, 3, 20),
        new("10100000", "Central Customs Directorate", "Центральное таможенное управление", Fcs, 3, 26),
        new("10200000", "North-West Customs Directorate", "Северо-Западное таможенное управление", Fcs, 3, 26),
        new("10300000", "Southern Customs Directorate", "Южное таможенное управление", Fcs, 3, 22),
        new("10400000", "Volga Customs Directorate", "Приволжское таможенное управление", Fcs, 3, 18),
        new("10500000", "Ural Customs Directorate", "Уральское таможенное управление", Fcs, 5, 18),
        new("10600000", "Siberian Customs Directorate", "Сибирское таможенное управление", Fcs, 7, 20),
        new("10700000", "Far Eastern Customs Directorate", "Дальневосточное таможенное управление", Fcs, 10, 26),
        new("10800000", "North Caucasian Customs Directorate", "Северо-Кавказское таможенное управление", Fcs, 3, 14),
        new("10001000", "Vnukovo Customs", "Внуковская таможня", Fcs, 3, 30),
        new("10002000", "Domodedovo Customs", "Домодедовская таможня", Fcs, 3, 30),
        new("10005000", "Sheremetyevo Customs", "Шереметьевская таможня", Fcs, 3, 44),
        new("10210000", "St Petersburg Customs", "Санкт-Петербургская таможня", "10200000", 3, 48),
        new("10216000", "Baltic Customs", "Балтийская таможня", "10200000", 3, 66),
        new("10702000", "Vladivostok Customs", "Владивостокская таможня", "10700000", 10, 60),
        new("10502000", "Yekaterinburg Customs", "Екатеринбургская таможня", "10500000", 5, 32),
    ];

    /// <summary>The directorate that a regional profile of this authority is for.</summary>
    public string Region => Directorate is null or Fcs ? Code : Directorate;

    public bool HasRegion => Code != Fcs && (Directorate != Fcs || Code.EndsWith("00000", StringComparison.Ordinal));
}
