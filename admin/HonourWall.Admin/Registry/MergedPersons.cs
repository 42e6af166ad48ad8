using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Registry;

/// <summary>
/// Follows merged entries to the one that stays. Looks past the subtree on purpose, and tells nobody anything but an id: two entries of one person may have
/// been merged by an organisation above.
/// </summary>
public static class MergedPersons
{
    /// <summary>The entry that stays of each one that was merged.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Guid>> AllAsync(AdminDb db, CancellationToken cancel)
    {
        var into = (await db.Persons.IgnoreQueryFilters().Where(p => p.MergedIntoId != null).Select(p => new { p.Id, p.MergedIntoId }).ToListAsync(cancel)).ToDictionary(p => p.Id, p => p.MergedIntoId ?? p.Id);
        return into.Keys.ToDictionary(id => id, id => Follow(into, id));
    }

    public static async Task<Guid> StayingAsync(AdminDb db, Guid id, CancellationToken cancel) => (await AllAsync(db, cancel)).GetValueOrDefault(id, id);

    // An entry that has been merged takes none over any more, so that the way ends.
    private static Guid Follow(Dictionary<Guid, Guid> into, Guid id) => into.TryGetValue(id, out var next) ? Follow(into, next) : id;
}
