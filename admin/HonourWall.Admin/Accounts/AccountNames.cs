using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Accounts;

/// <summary>The names of those who did something with a thing that several levels see.</summary>
public sealed class AccountNames
{
    private readonly Dictionary<Guid, string> _names;

    private AccountNames(Dictionary<Guid, string> names) => _names = names;

    public static async Task<AccountNames> ReadAsync(AdminDb db, IEnumerable<Guid?> accounts, CancellationToken cancel)
    {
        var ids = accounts.OfType<Guid>().Distinct().ToList();
        return new(await db.Accounts.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, cancel));
    }

    /// <summary>A dash where nobody was; who is out of the reader's sight is of a level above.</summary>
    public string Of(Guid? account) => account is not { } id ? "—" : _names.GetValueOrDefault(id, "上级帐号");
}
