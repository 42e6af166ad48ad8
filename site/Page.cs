using Microsoft.AspNetCore.Components;

namespace HonourWall.Site;

/// <summary>A page component: one typed model and the frame around it, no services, no clock.</summary>
public abstract class Page<TModel> : Part
    where TModel : notnull
{
    [Parameter, EditorRequired]
    public required TModel Model { get; set; }

    [Parameter, EditorRequired]
    public required Frame Frame { get; set; }
}
