namespace HonourWall.Site.Pages;

public sealed record NotFoundPageModel;
