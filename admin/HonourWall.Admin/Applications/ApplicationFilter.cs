using HonourWall.Admin.Data;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Applications;

/// <summary>What the list of applications is narrowed to.</summary>
/// <param name="Text">A name, or a 受理号.</param>
/// <param name="Year">Of the intake, Beijing time.</param>
public sealed record ApplicationFilter(string Text, string Benefit, ApplicationState? State, Guid? Organisation, int? Year, FilterInput? Input = null) : ListFilter(Input)
{
    public static ApplicationFilter Read(FilterInput input) => new(
        input.Words("q"),
        input.Words("benefit"),
        input.Choice<ApplicationState>("status"),
        input.Id("organisation"),
        input.Year("year"), input);

    public async Task<IQueryable<Application>> ApplyAsync(AdminDb db, CancellationToken cancel)
    {
        var applications = Rows(db.Set<Application>().AsNoTracking());
        if (Text.Length > 0) applications = applications.Where(a => a.PersonName.Contains(Text) || a.Number == Text);
        if (Benefit.Length > 0) applications = applications.Where(a => a.BenefitId == Benefit);
        if (State is { } state) applications = applications.Where(a => a.State == state);
        if (Year is { } year)
        {
            var (first, next) = (new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)), new DateTimeOffset(year + 1, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)));
            applications = applications.Where(a => a.CreatedAt >= first && a.CreatedAt < next);
        }
        // Seen through the scope: someone else's organisation narrows the list to nothing.
        if (Organisation is { } id) applications = applications.Below(await db.Organisations.Where(o => o.Id == id).Select(o => o.OrganisationPath).SingleOrDefaultAsync(cancel) ?? "none");
        return applications;
    }

    protected override IEnumerable<(string Name, string Value)> Chosen() =>
        [("q", Text), ("benefit", Benefit), ("status", State?.ToString() ?? ""), ("organisation", Organisation?.ToString() ?? ""), ("year", Year?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "")];
}
