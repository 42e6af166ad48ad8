namespace HonourWall.Admin.TlsCheck;

/// <summary>One thing that was looked at on the way to the browsers.</summary>
/// <param name="Text">What is so, and where it is not good, what to do.</param>
public sealed record TlsFinding(bool Good, string Text)
{
    public override string ToString() => (Good ? "✓ " : "✗ ") + Text;
}
