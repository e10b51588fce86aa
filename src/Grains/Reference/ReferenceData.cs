using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Calendar;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Reference;

/// <inheritdoc />
internal sealed class ReferenceData(
    AuthorityRegisterHolder authorities, CalendarHolder calendar, ClassifierHolder classifiers, IOptions<DeadlinePolicy> deadlines) : IReferenceData
{
    public ReferenceSnapshot Current => new(authorities.Current, calendar.Current, classifiers.Current, deadlines.Value);
}
