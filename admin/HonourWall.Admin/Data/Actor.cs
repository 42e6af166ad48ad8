using System.Collections.Immutable;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Organisations;

namespace HonourWall.Admin.Data;

/// <summary>Who acts on the database: decides what is visible and stands in every audit entry.</summary>
public sealed record Actor
{
    private readonly OrganisationPath? _scope;

    private Actor(OrganisationPath? scope) => _scope = scope;

    /// <summary>Null for the program itself.</summary>
    public Guid? AccountId { get; private init; }

    /// <summary>Sign-in name, or what the program was doing: <c>system:migrate</c>.</summary>
    public required string Name { get; init; }

    public ImmutableArray<Role> Roles { get; private init; } = [];

    /// <summary>Where the request came from, for the audit; null on the console.</summary>
    public string? Address { get; init; }

    /// <summary>Nobody: every scoped query throws. What a request has until it is signed in.</summary>
    public static Actor Nobody { get; } = new((OrganisationPath?)null) { Name = "nobody" };

    /// <summary>An account, limited to the subtree of its organisation.</summary>
    public static Actor Of(Guid accountId, string login, OrganisationPath scope, IEnumerable<Role> roles, string? address = null) =>
        new(scope) { AccountId = accountId, Name = login, Roles = [.. roles], Address = address };

    /// <summary>The program itself, over all organisations; <paramref name="task"/> says for what.</summary>
    public static Actor System(string task, string? address = null) => new(OrganisationPath.Everything) { Name = "system:" + task, Address = address };

    /// <summary>The subtree that this actor sees.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: a query without a user is a mistake, not an empty list.</exception>
    public OrganisationPath Scope => _scope ?? throw new InvalidOperationException("A query ran without a signed-in user.");

    /// <summary>Where the actor stands in an audit entry; the program and nobody stand at the root, whom only the city sees.</summary>
    public string AuditPath => _scope is { Value.Length: > 0 } scope ? scope.Value : OrganisationPath.Root.Value;

    public bool May(Permission permission) =>
        Roles.Any(role => RolePermissions.Has(role, permission)) && (!RolePermissions.IsForTheCity(permission) || _scope == OrganisationPath.Root);
}
