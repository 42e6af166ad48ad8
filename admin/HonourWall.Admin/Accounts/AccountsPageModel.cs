using System.Collections.Immutable;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Accounts;

/// <summary>The list of accounts.</summary>
public sealed record AccountsPageModel(AccountFilter Filter, ImmutableArray<Account> Accounts, IReadOnlyDictionary<Guid, string> Organisations, Paging Paging);
