using HonourWall.Admin.Data;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Registry;

/// <summary>What the list of persons is narrowed to. It travels in addresses, so it holds no number of anybody.</summary>
public sealed record PersonFilter(string Text, string Unit, PersonStatus? Status, Guid? Organisation, string Award, FilterInput? Input = null) : ListFilter(Input)
{
    public static PersonFilter Read(FilterInput input) => new(
        input.Words("q", digits: 6),
        input.Words("unit"),
        input.Choice<PersonStatus>("status"),
        input.Id("organisation"),
        input.Words("award"), input);

    public async Task<IQueryable<Person>> ApplyAsync(AdminDb db, CancellationToken cancel)
    {
        var persons = Rows(db.Persons.AsNoTracking().Where(p => p.MergedIntoId == null));
        if (Text.Length > 0) persons = persons.Where(p => p.Name.Contains(Text));
        if (Unit.Length > 0) persons = persons.Where(p => p.Unit!.Contains(Unit)); // ! : the database knows what to do with none
        if (Status is { } status) persons = persons.Where(p => p.Status == status);
        if (Award.Length > 0) persons = persons.Where(p => db.Set<PersonHonour>().Any(h => h.PersonId == p.Id && h.Award.Contains(Award)));
        if (Organisation is { } id)
        {
            // Seen through the scope: someone else's organisation narrows the list to nothing.
            var path = await db.Organisations.Where(o => o.Id == id).Select(o => o.OrganisationPath).SingleOrDefaultAsync(cancel) ?? "none";
            persons = persons.Below(path);
        }
        return persons;
    }

    protected override IEnumerable<(string Name, string Value)> Chosen() =>
        [("q", Text), ("unit", Unit), ("status", Status?.ToString() ?? ""), ("organisation", Organisation?.ToString() ?? ""), ("award", Award)];
}
