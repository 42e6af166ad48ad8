using System.Buffers;
using HonourWall.Generator.Incremental;
using HonourWall.Generator.Rendering;
using HonourWall.Search;
using HonourWall.Site;

namespace HonourWall.Generator.Planning;

/// <summary>An HTML page at an address.</summary>
public abstract record PlannedPage(Frame Frame, ContentPlace Origin) : PlannedFile(PathOf(Frame.Address), Origin)
{
    public string Address => Frame.Address;
}

/// <summary>A page drawn by <typeparamref name="TPage"/>; its model is made when it is rendered, not before.</summary>
/// <param name="Found">What search is to know of the page, from its model.</param>
/// <param name="Complete">Adds to the frame what only the page itself needs: description, metadata.</param>
/// <param name="From">All that <paramref name="Model"/> is made from, where that is quicker to say than to make it; null: the model itself says it.</param>
public sealed record PlannedPage<TPage, TModel>(
    Frame Frame, ContentPlace Origin, Func<TModel> Model, Func<Frame, Frame>? Complete = null, Func<TModel, SearchDocument>? Found = null, Func<object?[]>? From = null) : PlannedPage(Frame, Origin)
    where TPage : Page<TModel>
    where TModel : notnull
{
    public override BegunFile Begin() => new Begun(this);

    private sealed class Begun(PlannedPage<TPage, TModel> page) : BegunFile
    {
        private TModel? _model;

        private TModel Model => _model ??= page.Model();

        // What Complete and Found add comes from the model too.
        public override ContentHash? Fingerprint(Fingerprinter fingerprinter) => page.From is { } from ? fingerprinter.Of(from(), page.Frame) : fingerprinter.Of(Model, page.Frame);

        public override void Write(ArrayBufferWriter<byte> output) => PageRenderer.Render<TPage, TModel>(Model, page.Complete?.Invoke(page.Frame) ?? page.Frame, output);

        public override SearchDocument? Find() => page.Found?.Invoke(Model);
    }
}
