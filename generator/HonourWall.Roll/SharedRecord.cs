namespace HonourWall.Roll;

/// <summary>
/// A record that never changes once it is made and that many pages show. A number that says all that it holds is worked out once and kept with it; it is no part of its
/// value, and a copy does not have it.
/// </summary>
/// <remarks>Kept here and not in a table, whose entries the processor had to wait for; and nobody has to forget what is no longer there.</remarks>
public abstract record SharedRecord
{
    private ContentHash _fingerprint;
    private volatile bool _isKnown;

    protected SharedRecord()
    {
    }

    protected SharedRecord(SharedRecord other)
    {
        ArgumentNullException.ThrowIfNull(other);
        // A copy is made to hold something else.
    }

    /// <summary>The number that was kept; safe to ask while another thread keeps it.</summary>
    public bool TryGetFingerprint(out ContentHash fingerprint)
    {
        var isKnown = _isKnown;
        fingerprint = isKnown ? _fingerprint : default;
        return isKnown;
    }

    /// <summary>Two threads may keep it at once: it is the same number.</summary>
    public void KeepFingerprint(ContentHash fingerprint)
    {
        _fingerprint = fingerprint;
        _isKnown = true;
    }

    public virtual bool Equals(SharedRecord? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();
}
