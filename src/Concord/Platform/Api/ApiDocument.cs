using System.Text.Json.Nodes;
using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Concord.Platform.Api;

/// <summary>The OpenAPI document: made from the operations themselves, its descriptions from the resources in the language asked for.</summary>
internal static class ApiDocument
{
    public const string Address = "/api/openapi.json";

    public static void AddApiDocument(this IServiceCollection services)
    {
        _ = services.ConfigureHttpJsonOptions(o => ApiJson.Set(o.SerializerOptions));
        _ = services.AddOpenApi(o =>
        {
            o.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            o.ShouldInclude = description => description.ActionDescriptor.EndpointMetadata.OfType<ApiOperation>().Any();
            _ = o.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo { Title = Texts.Here("api.title"), Version = "v1", Description = Texts.Here("api.about"), License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" } };
                document.Servers = [new OpenApiServer { Url = "/" }];
                document.Tags = null;
                foreach (var (type, schema) in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>())
                {
                    Tell(type, schema);
                }

                return Task.CompletedTask;
            });
            _ = o.AddOperationTransformer((operation, context, _) =>
            {
                if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiOperation>().FirstOrDefault() is { } told)
                {
                    Tell(operation, told);
                }

                return Task.CompletedTask;
            });
        });
    }

    public static void MapApiDocument(this IEndpointRouteBuilder routes)
    {
        _ = routes.MapOpenApi(Address).WithMetadata(new AsksAttribute(Doing.Read));
        _ = routes.MapFallback("/api/{**rest}", (HttpContext http) => ApiProblem.Of([new Refusal("request.unknown", Address)]).WriteAsync(http))
            .WithMetadata(new AsksAttribute(Doing.Read)).ExcludeFromDescription();
    }

    private static void Tell(OpenApiOperation operation, ApiOperation told)
    {
        operation.Summary = Texts.Here("api.op-" + told.Name);
        operation.Tags = null;
        operation.Parameters = [.. told.InPath.Select(p => Parameter(told.Name, p, ParameterLocation.Path)), .. told.InQuery.Select(p => Parameter(told.Name, p, ParameterLocation.Query))];
        foreach (var (status, response) in operation.Responses ?? [])
        {
            response.Description = Texts.Here("api.status-" + status);
        }
    }

    private static OpenApiParameter Parameter(string operation, ListFilter filter, ParameterLocation place) => new()
    {
        Name = filter.Name,
        In = place,
        Required = place == ParameterLocation.Path || filter.Needed,
        Description = Texts.Own($"api.parameter-{operation}-{filter.Name}") ?? Texts.Here("api.parameter-" + filter.Name),
        Schema = filter.Form switch
        {
            FilterForm.Id => new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
            FilterForm.Day => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" },
            FilterForm.Number => new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" },
            FilterForm.Choice => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. filter.Choices.Select(c => (JsonNode)c)] },
            FilterForm.Text or FilterForm.Name => new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 400 },
        },
        Example = filter.Form == FilterForm.Day ? "2008-04-15" : null,
    };

    /// <summary>Every field is always there, none besides, and each is described; one that leads to another schema beside the way to it.</summary>
    private static void Tell(string name, IOpenApiSchema schema)
    {
        if (schema is not OpenApiSchema { Properties: { Count: > 0 } fields } whole)
        {
            return;
        }

        var type = name.StartsWith("ListAnswerOf", StringComparison.Ordinal) ? "list" : Key(name);
        whole.Required = fields.Keys.ToHashSet();
        whole.AdditionalPropertiesAllowed = false;
        whole.Description = Texts.Here("api.type-" + type);
        foreach (var (field, of) in fields)
        {
            of.Description = Described(type, Key(field));
        }
    }

    private static string Key(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    private static string Described(string type, string field) => Texts.Own($"api.field-{type}-{field}") ?? Texts.Here("api.field-" + field);
}
