namespace HonourWall.Admin.Applications;

/// <summary>The formats that documents may have. The names are stored.</summary>
public enum DocumentFormat
{
    Pdf,
    Jpeg,
    Png,
}
