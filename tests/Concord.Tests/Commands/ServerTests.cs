using System.Net;
using Concord.Commands;
using Concord.Core.Kernel;
using Concord.Platform;
using Concord.Platform.Db;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Commands;

public sealed class ServerTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://localhost:5080")]
    [InlineData("http://[::1]:5080;http://127.0.0.2:5081")]
    public void Addresses_of_this_machine_are_listened_on(string urls) => Assert.True(Loopback.Read(urls).IsOk);

    [Theory]
    [InlineData("http://0.0.0.0:5080", "serve.not-loopback")]
    [InlineData("http://[::]:5080", "serve.not-loopback")]
    [InlineData("http://*:5080", "serve.not-loopback")]
    [InlineData("http://+:5080", "serve.not-loopback")]
    [InlineData("http://192.168.1.10:5080", "serve.not-loopback")]
    [InlineData("http://concord.example:5080", "serve.not-loopback")]
    [InlineData("http://127.0.0.1:5080;http://10.0.0.1:80", "serve.not-loopback")]
    [InlineData("ftp://127.0.0.1", "serve.not-an-address")]
    [InlineData("5080", "serve.not-an-address")]
    [InlineData(";", "serve.not-an-address")]
    public void Any_other_address_is_refused_with_the_reason(string urls, string code) => Assert.Equal(code, World.Refused(Loopback.Read(urls)));

    [Fact]
    public async Task Health_answers_and_strict_headers_stand_on_every_answer()
    {
        await using var site = await Site.StartAsync();
        foreach (var path in new[] { "/readyz", "/concord.css", "/no-such-page" })
        {
            var answer = await site.Client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.False(answer.Headers.Contains("Server"));
        }

        Assert.Equal("ready", await site.Client.GetStringAsync("/readyz", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_name_that_is_not_this_machine_is_not_answered()
    {
        await using var site = await Site.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/readyz") { Headers = { Host = "rebound.example" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_taken_port_is_an_answer_and_no_fault()
    {
        await using var site = await Site.StartAsync();
        var folder = Directory.CreateTempSubdirectory("concord-port-");
        var settings = new ServerSettings(new StoreSettings(folder.FullName), [new IPEndPoint(IPAddress.Loopback, site.Port)], Installation.Pack);
        await using (var app = Server.Build(settings))
        {
            var fault = await Assert.ThrowsAsync<IOException>(() => app.StartAsync(TestContext.Current.CancellationToken));
            Assert.IsType<Microsoft.AspNetCore.Connections.AddressInUseException>(fault.InnerException);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_endpoint_says_what_it_lets_a_person_do_or_that_anyone_may()
    {
        await using var site = await Site.StartAsync();
        var endpoints = await Endpoints.OfAsync(site);
        Assert.NotEmpty(endpoints);
        Assert.All(endpoints, e => Assert.True(
            e.Metadata.GetMetadata<AsksAttribute>() is not null || e.Metadata.GetMetadata<AnyoneAttribute>() is not null,
            e.DisplayName + " carries neither Asks nor Anyone"));
    }

    [Fact]
    public async Task No_form_is_taken_without_its_token()
    {
        await using var site = await Site.StartAsync();
        foreach (var endpoint in (await Endpoints.OfAsync(site)).OfType<RouteEndpoint>())
        {
            // The page that tells of an error is shown for refused forms too; it changes nothing and asks nothing.
            if (endpoint.Metadata.GetMetadata<AnyoneAttribute>() is not null)
            {
                continue;
            }

            Assert.Null(endpoint.Metadata.GetMetadata<IgnoreAntiforgeryTokenAttribute>());
            if (endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>()?.HandlerMethods.Any(h => h.HttpMethod == "Post") != true)
            {
                continue;
            }

            var path = Endpoints.Address(endpoint);
            var answer = await site.Client.PostAsync(path, new FormUrlEncodedContent([new("a", "b")]), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task An_endpoint_that_asks_nothing_answers_nobody()
    {
        var http = new DefaultHttpContext();
        http.SetEndpoint(new Endpoint(_ => Task.CompletedTask, new EndpointMetadataCollection(), "forgotten"));
        var reached = false;
        await new Gate(_ =>
        {
            reached = true;
            return Task.CompletedTask;
        }, new Installed(Demonstration: true)).InvokeAsync(http);
        Assert.Equal((false, 403), (reached, http.Response.StatusCode));
    }

    [Theory]
    [InlineData(Doing.Import, Limits.LongestImport + 1, 413)]
    [InlineData(Doing.Read, Limits.LongestForm + 1, 413)]
    [InlineData(Doing.Import, Limits.LongestForm + 1, 200)]
    public async Task A_request_longer_than_it_may_be_is_stopped_at_the_gate(Doing doing, long length, int status)
    {
        var http = new DefaultHttpContext { Request = { Method = "POST", ContentLength = length } };
        http.SetEndpoint(new Endpoint(_ => Task.CompletedTask, new EndpointMetadataCollection(new AsksAttribute(doing)), "asks"));
        http.Features.Set(Concord.Platform.Access.LocalOperator.Actor);
        await new Gate(_ => Task.CompletedTask, new Installed(Demonstration: true)).InvokeAsync(http);
        Assert.Equal(status, http.Response.StatusCode);
    }
}
