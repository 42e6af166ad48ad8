using System.Buffers;
using HonourWall.Generator.Incremental;
using HonourWall.Generator.Rendering;
using HonourWall.Search;
using HonourWall.Site;

namespace HonourWall.Generator.Planning;

/// <summary>An HTML page at an address.</summary>
/// <param name="NoIndex">As <see cref="Frame.NoIndex"/>.</param>
public abstract record PlannedPage(string Path, ContentPlace Origin, bool NoIndex) : PlannedFile(Path, Origin);

/// <summary>A page drawn by <typeparamref name="TPage"/>; its model is made when it is rendered, not before.</summary>
/// <param name="Found">What search is to know of the page, from its model.</param>
/// <param name="Complete">Adds to the frame what only the page itself needs: description, metadata.</param>
/// <param name="From">All that <paramref name="Model"/> is made from, where that is quicker to say than to make it; null: the model itself says it. What gives null is drawn at every build.</param>
public sealed record PlannedPage<TPage, TModel>(
    Frame Frame, ContentPlace Origin, Func<TModel> Model, Func<Frame, Frame>? Complete = null, Func<TModel, SearchDocument>? Found = null, Func<object?[]?>? From = null) : PlannedPage(PathOf(Frame.Address), Origin, Frame.NoIndex)
    where TPage : Page<TModel>
    where TModel : notnull
{
    public override BegunFile Begin() => new Begun(this);

    private sealed class Begun(PlannedPage<TPage, TModel> page) : BegunFile
    {
        private TModel? _model;

        private TModel Model => _model ??= page.Model();

        // What Complete and Found add comes from the model too.
        public override ContentHash? Fingerprint() => page.From is not { } from ? Fingerprinter.Of(Model, page.Frame) : from() is { } all ? Fingerprinter.Of(all, page.Frame) : null;

        public override void Write(ArrayBufferWriter<byte> output) => PageRenderer.Render<TPage, TModel>(Model, page.Complete?.Invoke(page.Frame) ?? page.Frame, output);

        public override SearchDocument? Find() => page.Found?.Invoke(Model);
    }
}

/// <summary>The page of a person. Nine pages of ten are, so until it is begun only whose it is is kept.</summary>
/// <param name="Whole">All else that a page needs.</param>
public sealed record PlannedPerson(Honouree Honouree, Func<Honouree, PlannedPage> Whole) : PlannedPage(PathOf(Addresses.Of(Honouree.Id)), Honouree.Place, false)
{
    public override BegunFile Begin() => Whole(Honouree).Begin();
}
