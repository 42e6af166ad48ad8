namespace HonourWall.Admin.Web.Pages;

/// <summary>A list that did not leave, with its form again.</summary>
/// <param name="List">The address of the list.</param>
public sealed record ExportRefusedPageModel(string List, ListFilter Filter, string Wrong);
