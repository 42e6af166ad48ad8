using HonourWall.Admin.Data;
using HonourWall.Admin.Registry;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements.Snapshots;

/// <summary>
/// The ID numbers, as blind indexes, of everybody who is dead or disciplined in any entry of any organisation: a second entry that still lives pays nobody.
/// It tells a reader nothing about the other entry but that the payment stops.
/// </summary>
public sealed class StoppedPayees
{
    private readonly Dictionary<string, Hold> _holds;

    private StoppedPayees(Dictionary<string, Hold> holds) => _holds = holds;

    public static async Task<StoppedPayees> ReadAsync(AdminDb db, CancellationToken cancel)
    {
        var rows = await db.Persons.IgnoreQueryFilters().AsNoTracking()
            .Where(p => (p.Status == PersonStatus.Deceased || p.Status == PersonStatus.Disciplined) && p.IdNumberIndex != null)
            .Select(p => new { p.IdNumberIndex, p.Status }).ToListAsync(cancel);
        var holds = new Dictionary<string, Hold>(StringComparer.Ordinal);
        foreach (var row in rows) holds[row.IdNumberIndex ?? ""] = HoldOf(row.Status) ?? Hold.Deceased;
        return new(holds);
    }

    /// <param name="indexes">Of one ID number, under each live key.</param>
    public Hold? Find(string[] indexes)
    {
        foreach (var index in indexes)
            if (_holds.TryGetValue(index, out var hold)) return hold;
        return null;
    }

    public static Hold? HoldOf(PersonStatus status) => status switch
    {
        PersonStatus.Deceased => Hold.Deceased,
        PersonStatus.Disciplined => Hold.Disciplined,
        _ => null,
    };
}
