using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Web;

/// <summary>One page of a list: how many rows there are, and which of them show.</summary>
public sealed record Paging(int Number, int Total, Func<int, string> Address)
{
    public const int Size = 50;

    public int Pages => Math.Max(1, (Total + Size - 1) / Size);

    /// <summary>
    /// The rows of one page. First the ids, which an index finds alone however far the page lies, then these rows: they are wide, and fifty are read instead of
    /// all that come before.
    /// </summary>
    /// <param name="ordered">The ids of the whole list, in its order.</param>
    /// <param name="rows">The rows of some ids, in any order.</param>
    public static async Task<List<T>> ReadAsync<T, TId>(int number, IQueryable<TId> ordered, Func<List<TId>, IQueryable<T>> rows, Func<T, TId> id, CancellationToken cancel) where TId : notnull
    {
        var ids = await ordered.Skip((number - 1) * Size).Take(Size).ToListAsync(cancel);
        var found = (await rows(ids).ToListAsync(cancel)).ToDictionary(id);
        return [.. ids.Where(found.ContainsKey).Select(i => found[i])];
    }

    /// <summary>The rows of one page of a history: the lines of one thing, which one index finds; and the pager for it.</summary>
    public static async Task<(List<T> Rows, Paging Paging)> ReadHistoryAsync<T>(IQueryable<T> ordered, int number, string address, CancellationToken cancel)
    {
        var total = await ordered.CountAsync(cancel);
        var rows = number == 0 ? [] : await ordered.Skip((number - 1) * Size).Take(Size).ToListAsync(cancel);
        return (rows, new(Math.Max(1, number), total, n => $"{address}?page={n}#history"));
    }

    /// <summary>The page that a list's address asks for; the list itself decides whether it exists. To be read before the list is: what is no page lists nothing.</summary>
    public static int Asked(HttpRequest request) => FilterInput.Here(request).Page() is > 0 and var number ? number : 1;

    /// <summary>The same of a history, which stands on a page with more: 0 for what is no page.</summary>
    public static int AskedOfHistory(HttpRequest request) => FilterInput.Here(request).Page();
}
