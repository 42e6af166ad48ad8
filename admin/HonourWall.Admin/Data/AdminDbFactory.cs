using HonourWall.Admin.Audit;

namespace HonourWall.Admin.Data;

/// <summary>Opens the database for an actor. Requests get theirs from the container; commands and background work ask here and say who they are.</summary>
public sealed class AdminDbFactory(DatabaseAddress address, AuditChain audit)
{
    public DatabaseAddress Address => address;

    public AdminDb Open(Actor actor) => new(address.Options(), actor, audit);
}
