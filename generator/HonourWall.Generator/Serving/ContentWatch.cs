using System.Threading.Channels;

namespace HonourWall.Generator.Serving;

/// <summary>
/// Says when something in the content folder has changed, never what. The folder itself may go and come back, or give its place to another one: the one
/// that bears the name is watched.
/// </summary>
internal sealed class ContentWatch : IDisposable
{
    /// <summary>However many changes there are, the next build sees all of them.</summary>
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly string _folder;
    private readonly FileSystemWatcher? _name;
    private readonly Lock _following = new();
    private FileSystemWatcher? _files;
    private bool _isOver;

    public ContentWatch(string folder)
    {
        _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Path.GetDirectoryName(_folder) is { } parent)
        {
            _name = new FileSystemWatcher(parent, Path.GetFileName(_folder)) { NotifyFilter = NotifyFilters.DirectoryName | NotifyFilters.FileName };
            OnAny(_name, () =>
            {
                Follow();
                Tell();
            });
        }
        Follow();
    }

    public async Task NextAsync(CancellationToken cancellation) => await _changes.Reader.ReadAsync(cancellation);

    /// <summary>Whether something has changed since the last change that was told.</summary>
    public bool TakeNext() => _changes.Reader.TryRead(out _);

    private void Follow()
    {
        lock (_following)
        {
            if (_isOver) return;
            _files?.Dispose();
            _files = null;
            try
            {
                if (Directory.Exists(_folder)) OnAny(_files = new FileSystemWatcher(_folder) { IncludeSubdirectories = true }, Tell);
            }
            catch (Exception gone) when (gone is ArgumentException or FileNotFoundException)
            {
                // Gone again in the meantime, which will be told.
            }
        }
    }

    private void Tell() => _changes.Writer.TryWrite(true);

    private static void OnAny(FileSystemWatcher watcher, Action act)
    {
        watcher.Changed += (_, _) => act();
        watcher.Created += (_, _) => act();
        watcher.Deleted += (_, _) => act();
        watcher.Renamed += (_, _) => act();
        // More changed at once than the system could tell one by one.
        watcher.Error += (_, _) => act();
        watcher.EnableRaisingEvents = true;
    }

    public void Dispose()
    {
        lock (_following)
        {
            _isOver = true;
            _files?.Dispose();
        }
        _name?.Dispose();
    }
}
