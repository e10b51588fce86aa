namespace RmsOrleans.Samples;

/// <summary>
/// Goods that offices write about. <paramref name="Genitive"/> is the Russian name as it stands after "стоимость …";
/// <paramref name="Cents"/> is a plausible price in US cents for each net kilogram.
/// </summary>
public sealed record Goods(string Code, string Name, string Genitive, int Cents, string[] Origins, string Neighbour, string NeighbourName)
{
    public static readonly IReadOnlyList<Goods> All =
    [
        new("690721", "ceramic tiles", "керамической плитки", 62, ["CN", "TR", "ES"], "690722", "tiles of higher water absorption"),
        new("640399", "leather footwear", "обуви с верхом из кожи", 2350, ["CN", "TR", "IT"], "640419", "footwear with textile uppers"),
        new("610910", "cotton T-shirts", "футболок из хлопка", 1480, ["BD", "UZ", "TR"], "610990", "T-shirts of other fibres"),
        new("851713", "smartphones", "смартфонов", 41000, ["CN", "VN", "IN"], "851779", "parts of telephones"),
        new("870899", "vehicle parts", "частей и принадлежностей автомобилей", 890, ["CN", "KR", "DE"], "732690", "other articles of iron or steel"),
        new("401110", "tyres for cars", "шин для легковых автомобилей", 430, ["CN", "RS", "TH"], "401120", "tyres for buses and lorries"),
        new("080510", "oranges", "апельсинов свежих", 78, ["EG", "MA", "ZA"], "080521", "mandarins"),
        new("060311", "cut roses", "роз срезанных", 610, ["KE", "EC", "NL"], "060319", "other cut flowers"),
        new("090111", "coffee, not roasted", "кофе нежареного", 420, ["BR", "VN", "ET"], "090190", "coffee husks and skins"),
        new("220421", "wine in bottles", "вина в бутылках", 390, ["IT", "GE", "ES"], "220870", "liqueurs"),
        new("330300", "perfumes", "духов и туалетной воды", 5200, ["FR", "AE", "TR"], "330720", "deodorants"),
        new("300490", "medicines", "лекарственных средств", 9400, ["IN", "DE", "SI"], "210690", "food supplements"),
        new("392410", "plastic tableware", "посуды из пластмасс", 310, ["CN", "TR", "IR"], "392690", "other articles of plastics"),
        new("940161", "upholstered seats", "мебели мягкой для сидения", 540, ["CN", "BY", "IT"], "940171", "seats with metal frames"),
        new("847130", "portable computers", "портативных компьютеров", 18600, ["CN", "TW", "VN"], "847330", "parts of computers"),
        new("850440", "static converters", "преобразователей статических", 2100, ["CN", "TW", "DE"], "850490", "parts of converters"),
        new("720851", "hot-rolled steel plate", "проката горячекатаного", 84, ["KZ", "CN", "IN"], "722540", "plate of alloy steel"),
        new("440710", "sawn softwood", "пиломатериалов хвойных", 31, ["KZ", "CN", "UZ"], "440910", "shaped softwood"),
        new("030616", "frozen shrimps", "креветок мороженых", 690, ["IN", "EC", "AR"], "160521", "prepared shrimps"),
        new("030471", "frozen cod fillets", "филе трески мороженого", 720, ["NO", "CN", "FO"], "030475", "fillets of Alaska pollack"),
        new("711319", "gold jewellery", "ювелирных изделий из золота", 6200000, ["TR", "IT", "AE"], "711719", "imitation jewellery"),
        new("240220", "cigarettes", "сигарет", 1900, ["AM", "AE", "BY"], "240319", "smoking tobacco"),
        new("870323", "passenger cars", "легковых автомобилей", 1450, ["JP", "KR", "CN"], "870422", "lorries"),
        new("950300", "toys", "игрушек", 940, ["CN", "VN", "TR"], "950490", "other games"),
        new("611020", "cotton pullovers", "пуловеров трикотажных", 2100, ["CN", "TR", "BY"], "611030", "pullovers of man-made fibres"),
    ];

    /// <summary>A price a part below the usual one, as a declaration writes it.</summary>
    public string PriceBelow(int percent) => Decimal(Cents * percent / 100);

    public static string Decimal(int hundredths) => $"{hundredths / 100}.{hundredths % 100:00}";
}
