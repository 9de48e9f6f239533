// A bounded memory: when it is full, what was asked for longest ago makes room.
namespace FeedService.Publish.Snapshots;

internal sealed class LeastRecent<TValue>(int capacity)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, TValue Value)>> nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, TValue Value)> newestFirst = [];

    public TValue? Find(string key)
    {
        lock (gate)
            return nodes.TryGetValue(key, out var node) ? Touch(node).Value.Value : default;
    }

    /// <summary>The value at hand, or this one from now on.</summary>
    public TValue FindOrKeep(string key, Func<TValue> make)
    {
        lock (gate)
            return nodes.TryGetValue(key, out var node) ? Touch(node).Value.Value : Add(key, make());
    }

    /// <summary>This value from now on.</summary>
    public void Keep(string key, TValue value)
    {
        lock (gate)
        {
            if (nodes.Remove(key, out var old))
                newestFirst.Remove(old);
            Add(key, value);
        }
    }

    private LinkedListNode<(string Key, TValue Value)> Touch(LinkedListNode<(string Key, TValue Value)> node)
    {
        newestFirst.Remove(node);
        newestFirst.AddFirst(node);
        return node;
    }

    private TValue Add(string key, TValue value)
    {
        nodes[key] = newestFirst.AddFirst((key, value));
        if (nodes.Count > capacity)
        {
            nodes.Remove(newestFirst.Last!.Value.Key);
            newestFirst.RemoveLast();
        }
        return value;
    }
}
