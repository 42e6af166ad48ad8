namespace HonourWall.Generator.Pictures;

/// <summary>What is made of an original: the whole at a width, or a part of a given shape.</summary>
/// <param name="Height">Null: whatever the whole has at that width.</param>
/// <param name="Focus">What must be in the part, from 0 to 1; null: whatever libvips takes for worth attention.</param>
public readonly record struct PictureCut(int Width, int? Height = null, FocalPoint? Focus = null)
{
    /// <summary>Goes into the name of what is made.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Width} {Height} {Focus?.X} {Focus?.Y}");
}
