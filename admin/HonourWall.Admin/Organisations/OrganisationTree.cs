using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Organisations;

/// <summary>Grows the tree of organisations.</summary>
public static class OrganisationTree
{
    /// <summary>A new organisation below <paramref name="parent"/>, tracked but not saved.</summary>
    /// <exception cref="ArgumentException">The level may not stand there.</exception>
    public static async Task<Organisation> AddAsync(AdminDb db, Organisation parent, OrganisationLevel level, string name, CancellationToken cancel = default)
    {
        if (!parent.Level.Below().Contains(level)) throw new ArgumentException($"{level.Word()} cannot stand below {parent.Level.Word()}.", nameof(level));
        var siblings = await db.Organisations.Where(o => o.ParentId == parent.Id).Select(o => o.OrganisationPath).ToListAsync(cancel);
        // Those added but not saved yet count as well.
        siblings.AddRange(db.Organisations.Local.Where(o => o.ParentId == parent.Id).Select(o => o.OrganisationPath));
        var last = siblings.Select(path => int.Parse(path.TrimEnd('.').Split('.')[^1], System.Globalization.CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();
        var organisation = new Organisation { Name = name, Level = level, ParentId = parent.Id, OrganisationPath = parent.Path.Child(last + 1).Value };
        db.Organisations.Add(organisation);
        return organisation;
    }
}
