namespace HonourWall.Admin.Protection;

/// <summary>One key of the ring, unwrapped.</summary>
/// <param name="Id">Stands in each value it sealed: <c>d1</c>.</param>
/// <param name="Active">New values take the active key of a purpose; the others still open old ones.</param>
public sealed record DataKey(string Id, KeyPurpose Purpose, DateTimeOffset Created, bool Active, byte[] Bytes)
{
    // A record would print the bytes.
    public override string ToString() => $"{Id} ({Purpose})";
}
