using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace RmsOrleans.Api.Http;

/// <summary>
/// In which language a caller is answered: by <c>Accept-Language</c> (RFC 9110, 12.5.4) Russian or English, English where it asks for neither
/// or for nothing. Codes, pointers and entity tags are the same in both.
/// </summary>
public static class Languages
{
    public static Language Of(HttpRequest request)
    {
        var sent = request.Headers.AcceptLanguage;
        return sent.Count == 0 ? Language.En : Preferred(sent);
    }

    internal static string Code(this Language language) => language switch { Language.En => "en", Language.Ru => "ru" };

    /// <summary>What the answer says of its language; whatever else it varies with has been said together with that (<see cref="EntityTags.Vary"/>).</summary>
    internal static void Speaks(this HttpResponse response, Language language)
    {
        response.Headers.ContentLanguage = language.Code();
        if (response.Headers.Vary.Count == 0)
            response.Headers.Vary = HeaderNames.AcceptLanguage;
    }

    /// <summary>The one of the higher quality, else the one that is named first; a range such as <c>ru-RU</c> is answered in its language.</summary>
    private static Language Preferred(StringValues sent)
    {
        if (!StringWithQualityHeaderValue.TryParseList(sent!, out var ranges))
            return Language.En;

        var (english, russian) = (Quality(ranges, Language.En), Quality(ranges, Language.Ru));
        return russian.Quality > english.Quality || (russian.Quality == english.Quality && russian.Quality > 0 && russian.Place < english.Place) ? Language.Ru : Language.En;
    }

    /// <summary>Of the ranges that name the language the best, else that of <c>*</c>; 0 where it is not wanted.</summary>
    private static (double Quality, int Place) Quality(IList<StringWithQualityHeaderValue> ranges, Language language)
    {
        (double Quality, int Place)? named = null, any = null;
        for (var place = 0; place < ranges.Count; place++)
        {
            var quality = ranges[place].Quality ?? 1;
            var range = ranges[place].Value.AsSpan();
            var primary = range.IndexOf('-') is >= 0 and var dash ? range[..dash] : range;
            if (primary.Equals(language.Code(), StringComparison.OrdinalIgnoreCase))
                named = named is { } best && best.Quality >= quality ? best : (quality, place);
            else if (range is "*")
                any ??= (quality, int.MaxValue); // English before Russian, where nobody prefers one
        }
        return named ?? any ?? (0, int.MaxValue);
    }
}

/// <summary>How an answer is written in a language: as it is, and with its phrases in Russian.</summary>
internal static class Wordings
{
    private static readonly ConcurrentDictionary<JsonSerializerOptions, JsonSerializerOptions> russian = new();

    public static JsonTypeInfo<T> In<T>(this JsonTypeInfo<T> type, Language language) => language switch
    {
        Language.En => type,
        Language.Ru => (JsonTypeInfo<T>)russian.GetOrAdd(type.Options, InRussian).GetTypeInfo(typeof(T)),
    };

    /// <summary>Whether an answer of this type has phrases in it, and so depends on the language.</summary>
    public static bool Speaks<T>(this JsonTypeInfo<T> type) => (Known<T>.Speaks ??= new(HasPhrase(type, []))).Value;

    private static JsonSerializerOptions InRussian(JsonSerializerOptions english)
    {
        var options = new JsonSerializerOptions(english);
        options.Converters.Insert(0, new PhraseJson(Language.Ru));
        return options;
    }

    private static bool HasPhrase(JsonTypeInfo type, HashSet<Type> seen)
    {
        if (type.Type == typeof(Phrase))
            return true;
        if (!seen.Add(type.Type))
            return false;
        return type.Kind switch
        {
            JsonTypeInfoKind.Object => type.Properties.Any(member => HasPhrase(type.Options.GetTypeInfo(member.PropertyType), seen)),
            JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary => type.ElementType is { } item && HasPhrase(type.Options.GetTypeInfo(item), seen),
            _ => Nullable.GetUnderlyingType(type.Type) is { } inner && HasPhrase(type.Options.GetTypeInfo(inner), seen),
        };
    }

    /// <summary>What is known of a type once it has been asked.</summary>
    private static class Known<T>
    {
        public static StrongBox<bool>? Speaks;
    }
}
