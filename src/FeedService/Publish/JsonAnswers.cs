// How JSON for other sites is written: snake_case like JSON Feed, letters as they are, markup's characters escaped.
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace FeedService.Publish;

internal static class JsonAnswers
{
    public const string MediaType = "application/json; charset=utf-8";

    /// <summary>What is null is left out; the times are UTC in whole seconds.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };
}
