namespace RmsOrleans.Samples;

/// <summary>Invented officials and units, in the language of the draft.</summary>
public sealed record People(string[] Names, string[] Units, string Inspector, string UnitHead)
{
    public static readonly People English = new(
        ["Anna Petrova", "Igor Sokolov", "Marina Volkova", "Pavel Morozov", "Olga Lebedeva", "Dmitry Kozlov", "Elena Novikova", "Sergey Orlov",
            "Natalia Belova", "Andrey Zaitsev", "Tatiana Komarova", "Viktor Frolov"],
        ["Risk analysis", "Currency control", "Customs value", "Commodity nomenclature and origin", "Customs payments", "Bans and restrictions",
            "Customs inspection", "Post-clearance control"],
        "Senior inspector", "Head of unit");

    public static readonly People Russian = new(
        ["Петрова Анна Сергеевна", "Соколов Игорь Павлович", "Волкова Марина Олеговна", "Морозов Павел Ильич", "Лебедева Ольга Юрьевна",
            "Козлов Дмитрий Андреевич", "Новикова Елена Викторовна", "Орлов Сергей Петрович", "Белова Наталья Игоревна",
            "Зайцев Андрей Романович", "Комарова Татьяна Львовна", "Фролов Виктор Степанович"],
        ["Отдел применения системы управления рисками", "Отдел валютного контроля", "Отдел контроля таможенной стоимости",
            "Отдел товарной номенклатуры и происхождения товаров", "Отдел таможенных платежей", "Отдел запретов и ограничений",
            "Отдел таможенного досмотра", "Отдел контроля после выпуска товаров"],
        "Главный государственный таможенный инспектор", "Начальник отдела");
}
