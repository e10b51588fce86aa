using RmsOrleans.Declarations.Loading;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Reading.Files;

namespace RmsOrleans.Api.Declarations;

/// <summary>What people are told of the faults of a load; programs go by their codes.</summary>
internal static class FaultWords
{
    /// <param name="detail">Of the fault.</param>
    public static Phrase InWords(FaultCode code, string? detail) => code switch
    {
        FaultCode.NotJson when detail is not null => new($"This is not JSON from byte {detail} on, or not UTF-8.", $"Начиная с байта {detail} это не JSON, либо кодировка не UTF-8."),
        FaultCode.NotJson => new("This is not JSON, or not UTF-8.", "Это не JSON, либо кодировка не UTF-8."),
        FaultCode.NotAnObject => new("Expected an object.", "Ожидается объект."),
        FaultCode.NotAList => new("Expected a list.", "Ожидается список."),
        FaultCode.UnknownMember => new("There is no such member here.", "Такого поля здесь нет."),
        FaultCode.RepeatedMember => new("This member is given twice.", "Это поле указано дважды."),
        FaultCode.OtherKind => new("A value of another kind is expected: a text in quotes, a number, or true and false.", "Ожидается значение другого вида: текст в кавычках, число либо true и false."),
        FaultCode.Missing => new("It is missing.", "Значение не указано."),
        FaultCode.MalformedText => new("The text has characters that are none; the file may be in another encoding than UTF-8.", "Текст содержит недопустимые символы; возможно, кодировка файла – не UTF-8."),
        FaultCode.TextTooLong => new("A text has at most 20,000 characters.", "Текст – не более 20 000 символов."),
        FaultCode.NotACode => new("A code has up to 20 characters without spaces.", "Код – до 20 символов без пробелов."),
        FaultCode.NotDigits => new("Expected up to ten digits.", "Ожидается до десяти цифр."),
        FaultCode.NotACountry => new("Expected the two letters of a country; of an origin also EU, or 00 where it is not known.", "Ожидается двухбуквенный код страны; для происхождения также EU либо 00, если страна неизвестна."),
        FaultCode.NotYesNo => new("Expected yes or no.", "Ожидается yes или no."),
        FaultCode.NotADay => new("Expected a day such as 2026-12-01.", "Ожидается дата вида 2026-12-01."),
        FaultCode.NotATime => new("Expected a time with its offset, such as 2026-12-01T10:15:00+03:00.", "Ожидается время со смещением, например 2026-12-01T10:15:00+03:00."),
        FaultCode.NotANumber => new("Expected a number of at most 30 characters with a point, such as -12.5.", "Ожидается число с точкой не длиннее 30 символов, например -12.5."),
        FaultCode.NotAWholeNumber => new("Expected a whole number.", "Ожидается целое число."),
        FaultCode.TooManyPlaces => new("A number has at most six decimal places; a mapping can round.", "Число – не более шести знаков после точки; сопоставление может округлять."),
        FaultCode.NumberTooLarge => new("The number is beyond 9,200,000,000,000.", "Число превышает 9 200 000 000 000."),
        FaultCode.NotAnAuthority => new("Expected the code of a customs authority: 8, 5 or 2 digits.", "Ожидается код таможенного органа: 8, 5 или 2 цифры."),
        FaultCode.NotADeclarationNumber => new("Expected a declaration number such as 10216020/011226/0000001.", "Ожидается номер декларации вида 10216020/011226/0000001."),
        FaultCode.NotAVersion => new("A version is a whole number from 1 to 9,999.", "Версия – целое число от 1 до 9 999."),
        FaultCode.NotAnItemNumber => new("An item has a number from 1 to 999.", "Номер товара – от 1 до 999."),
        FaultCode.NotACategory => new("The category of a trader is 1, 2 or 3.", "Категория участника ВЭД – 1, 2 или 3."),
        FaultCode.Contradicts => new($"By the rest of the declaration it is «{detail}».", $"По остальным данным декларации значение – «{detail}»."),
        FaultCode.FollowsFromNothing => new("It is computed of the statistical value and a quantity, of which one is missing or 0.", "Значение вычисляется из статистической стоимости и количества, одно из которых не указано или равно 0."),
        FaultCode.RepeatedItem => new("Another item has this number.", "Этот номер уже есть у другого товара."),
        FaultCode.TooManyItems => new("A declaration has at most 999 items.", "В декларации – не более 999 товаров."),
        FaultCode.MalformedRow => new("The line has another number of columns than the header, or a quote out of place.", "Число столбцов в строке не совпадает с заголовком, либо кавычка стоит в недопустимом месте."),
        FaultCode.NotInTable => new($"The table of the mapping does not have it: «{detail}».", $"Этого значения нет в таблице сопоставления: «{detail}»."),
        FaultCode.LineTooLong => new("A line has at most 8 MB.", "Строка – не более 8 МБ."),
        FaultCode.NotAnEventCode => new("The code of an event is two digits.", "Код события – две цифры."),
        FaultCode.Conflict => new($"It is stored with another content: «{detail}».", $"Уже загружено другое содержание: «{detail}»."),
        FaultCode.Stale => new($"A lower and a higher version are stored: «{detail}».", $"Уже загружены более ранняя и более поздняя версии: «{detail}»."),
        FaultCode.NotAMonth => new("Expected a month such as 2026-11, or a day.", "Ожидается месяц вида 2026-11 или дата."),
        FaultCode.NotADirection => new("Expected IM for an import or EK for an export.", "Ожидается IM для ввоза или EK для вывоза."),
        FaultCode.NotPositive => new("Expected a number above 0.", "Ожидается число больше 0."),
        FaultCode.OtherAuthority => new($"You may not load declarations of the authority {detail}.", $"Вы не можете загружать декларации таможенного органа {detail}."),
    };

    public static Phrase InWords(LoadState state) => state switch
    {
        LoadState.Running => new("running", "выполняется"),
        LoadState.Done => new("done", "завершена"),
        LoadState.Failed => new("failed", "завершена с ошибкой"),
        LoadState.Interrupted => new("interrupted", "прервана"),
    };

    public static Phrase InWords(FileFault fault, string? detail) => fault switch
    {
        FileFault.MissingColumns => new($"The file lacks columns that the mapping names: «{detail}».", $"В файле нет столбцов, указанных в сопоставлении: «{detail}»."),
        FileFault.NotParquet => new("This is no Parquet file that can be read.", "Это не файл Parquet, который можно прочитать."),
        FileFault.NotCompressed => new("The compressed file is broken.", "Сжатый файл повреждён."),
        FileFault.NeedsMapping => new("A table needs a mapping.", "Для таблицы нужно сопоставление."),
        FileFault.RowTooLong => new($"A line is too long from line {detail} on; a quote may be opened there and never closed.", $"Начиная со строки {detail} строка слишком длинная; возможно, кавычка открыта и не закрыта."),
    };
}
