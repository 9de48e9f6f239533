// As much of JSON Schema (2020-12) as the tests' schemas use; a keyword it does not know is a fault of the schema.
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FeedService.Tests.Support;

internal sealed class JsonSchema(JsonElement root)
{
    /// <summary>What is wrong with a document, each fault with its place.</summary>
    public IReadOnlyList<string> FaultsOf(JsonElement document) => [.. FaultsOf(document, root, "$")];

    /// <summary>What is said of another type of value is not asked.</summary>
    private IEnumerable<string> FaultsOf(JsonElement value, JsonElement schema, string place) =>
        schema.TryGetProperty("type", out var type) && !IsOfType(value, type.GetString()!) ? [$"{place}: no {type} but {value.GetRawText()}"] : schema.EnumerateObject().SelectMany(keyword => keyword.Name switch
        {
            "$schema" or "title" or "$defs" or "type" => [],
            "$ref" => FaultsOf(value, Definition(keyword.Value.GetString()!), place),
            "const" => FaultUnless(value, JsonElement.DeepEquals(value, keyword.Value), place, keyword),
            "minLength" => FaultUnless(value, value.GetString()!.Length >= keyword.Value.GetInt32(), place, keyword),
            "pattern" => FaultUnless(value, Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!), place, keyword),
            "minProperties" => FaultUnless(value, value.EnumerateObject().Count() >= keyword.Value.GetInt32(), place, keyword),
            "required" => FaultUnless(value, keyword.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)), place, keyword),
            "anyOf" => FaultUnless(value, keyword.Value.EnumerateArray().Any(option => !FaultsOf(value, option, place).Any()), place, keyword),
            "items" => value.EnumerateArray().SelectMany((element, i) => FaultsOf(element, keyword.Value, $"{place}[{i}]")),
            "properties" => value.EnumerateObject().SelectMany(member => MemberFaults(member, schema, place)),
            "patternProperties" => [],
            "additionalProperties" => FaultUnless(value, !keyword.Value.GetBoolean(), place, keyword),
            _ => throw new NotSupportedException($"The keyword {keyword.Name} is not known here."),
        });

    /// <summary>A member is described by its name, by a pattern, or it may not be there.</summary>
    private IEnumerable<string> MemberFaults(JsonProperty member, JsonElement schema, string place)
    {
        if (schema.GetProperty("properties").TryGetProperty(member.Name, out var described))
            return FaultsOf(member.Value, described, $"{place}.{member.Name}");
        var patterns = schema.TryGetProperty("patternProperties", out var given) ? given.EnumerateObject().Where(pattern => Regex.IsMatch(member.Name, pattern.Name)).ToList() : [];
        return patterns.Count > 0 ? patterns.SelectMany(pattern => FaultsOf(member.Value, pattern.Value, $"{place}.{member.Name}")) : [$"{place}.{member.Name}: not a member"];
    }

    private JsonElement Definition(string reference) => root.GetProperty("$defs").GetProperty(reference["#/$defs/".Length..]);

    private static IEnumerable<string> FaultUnless(JsonElement value, bool holds, string place, JsonProperty keyword) =>
        holds ? [] : [$"{place}: {keyword.Name} {keyword.Value.GetRawText()} does not hold for {value.GetRawText()}"];

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => throw new NotSupportedException($"The type {type} is not known here."),
    };
}
