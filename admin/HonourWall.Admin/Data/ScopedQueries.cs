namespace HonourWall.Admin.Data;

/// <summary>Narrows lists to a part of the tree.</summary>
public static class ScopedQueries
{
    /// <summary>Rows of one organisation and of all below it.</summary>
    /// <param name="rows">Already limited to what the actor sees.</param>
    /// <param name="path">The organisation's path.</param>
    public static IQueryable<T> Below<T>(this IQueryable<T> rows, string path) where T : class, IScoped
    {
        var (low, high) = (path, path[..^1] + "/");
#pragma warning disable CA1310, CA1309 // EF Core turns CompareTo into the database's own comparison of bytes.
        return rows.Where(row => row.OrganisationPath.CompareTo(low) >= 0 && row.OrganisationPath.CompareTo(high) < 0);
#pragma warning restore CA1310, CA1309
    }
}
