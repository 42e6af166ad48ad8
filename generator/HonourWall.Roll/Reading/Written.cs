namespace HonourWall.Roll.Reading;

/// <summary>Text as an editor wrote it, and where.</summary>
public readonly record struct Written(string Text, ContentFile File, int Offset, int Length)
{
    /// <summary>Computed when asked for: most text is right, and then nobody asks.</summary>
    public ContentPlace Place => File.PlaceAt(Offset, Length);

    public override string ToString() => Text;
}
