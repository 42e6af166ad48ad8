using System.Collections.Immutable;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Accounts;

/// <summary>The list of accounts.</summary>
public sealed record AccountsPageModel(string Text, ImmutableArray<Account> Accounts, IReadOnlyDictionary<Guid, string> Organisations, Paging Paging);
