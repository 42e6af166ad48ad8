namespace HonourWall.Admin.Web.Pages;

/// <summary>One message, and perhaps a link that opens beside it.</summary>
public sealed record MessagePageModel(string Title, string Text, string? Address, string? Link);
