using System.Globalization;

namespace RmsOrleans.Api.Calendar;

internal static class CalendarYears
{
    /// <summary>The year that a path names.</summary>
    public static bool TryRead(HttpContext context, out int year) =>
        int.TryParse(context.Request.RouteValues["year"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out year);
}
