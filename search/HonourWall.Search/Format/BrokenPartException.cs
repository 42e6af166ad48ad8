namespace HonourWall.Search.Format;

/// <summary>A file of the index is damaged, cut short, missing, or from another build than its neighbours. The message says which and why.</summary>
public sealed class BrokenPartException : Exception
{
    public BrokenPartException(string message)
        : base(message)
    {
    }

    public BrokenPartException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public BrokenPartException()
    {
    }
}
