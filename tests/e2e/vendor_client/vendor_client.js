// The vendor's own generic client, unmodified, against a running slipwayd.
//
// Usage: node vendor_client.js DATA_DIR MODEL_PATH
// Prints one line per step and exits 0, or says what went wrong and exits 1. Packages come from NODE_PATH.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const {default: Client, Config, OpenApiRequest, Params} = require('@alicloud/openapi-client');
const {RuntimeOptions} = require('@alicloud/tea-util');

const [dataDir, modelPath] = process.argv.slice(2);
const engine = JSON.parse(fs.readFileSync(path.join(dataDir, 'engine.json'), 'utf8'));
const key = JSON.parse(fs.readFileSync(engine.AccessKeyFile, 'utf8'));
const region = 'cn-shanghai';
const name = `vendor_${process.pid}`;

function clientFor(endpoint) {
    return new Client(new Config({
        accessKeyId: key.AccessKeyId, accessKeySecret: key.AccessKeySecret,
        endpoint, protocol: 'HTTP', regionId: region,
    }));
}

const engineHost = engine.Api.replace('http://', '');
const client = clientFor(engineHost);

async function call(params, request, through = client) {
    const full = new Params({protocol: 'HTTP', authType: 'AK', bodyType: 'json', ...params});
    const answer = await through.callApi(full, new OpenApiRequest(request), new RuntimeOptions({autoretry: false}));
    return answer.body;
}

function eas(action, method, pathname, request = {}, through = client) {
    return call({action, version: '2021-07-01', style: 'ROA', method, pathname, reqBodyType: 'json'}, request, through);
}

function dataWorks(action, body) {
    const params = {action, version: '2020-05-18', style: 'RPC', method: 'POST', pathname: '/', reqBodyType: 'formData'};
    return call(params, {body});
}

// Forwards requests with one byte of the body changed; headers, Host among them, stay as they were signed.
function tamperingProxy() {
    const [hostname, port] = engineHost.split(':');
    const server = http.createServer((incoming, outgoing) => {
        const chunks = [];
        incoming.on('data', chunk => chunks.push(chunk));
        incoming.on('end', () => {
            const body = Buffer.concat(chunks);
            body[body.length - 2] ^= 1;
            const headers = {...incoming.headers, 'content-length': body.length};
            delete headers['transfer-encoding'];
            const onward = http.request({hostname, port, method: incoming.method, path: incoming.url, headers}, answer => {
                outgoing.writeHead(answer.statusCode, answer.headers);
                answer.pipe(outgoing);
            });
            onward.end(body);
        });
    });
    return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function refused(promise) {
    try {
        await promise;
    } catch (error) {
        return error;
    }
    assert.fail('the request was accepted');
}

const servicePath = `/api/v2/services/${region}/${name}`;
const description = {name, model_path: modelPath, processor: 'xgboost', metadata: {instance: 1, cpu: 1, memory: 500}};

const steps = {
    async 'creates a service'() {
        const made = await eas('CreateService', 'POST', '/api/v2/services', {body: description});
        assert.equal(made.ServiceName, name);
        assert.equal(made.Region, region);
        assert.match(made.RequestId, /^[0-9A-F-]{36}$/);
    },
    async 'lists services by a filter'() {
        const listed = await eas('ListServices', 'GET', '/api/v2/services', {query: {Filter: name, PageNumber: '1'}});
        assert.equal(listed.TotalCount, 1);
        assert.equal(listed.Services[0].ServiceName, name);
    },
    async 'waits until it runs'() {
        const patience = Date.now() + 60000;
        let service;
        do {
            service = await eas('DescribeService', 'GET', servicePath);
            assert.ok(service.Status !== 'Failed', service.Message);
            assert.ok(Date.now() < patience, `still ${service.Status}: ${service.Message}`);
        } while (service.Status !== 'Running');
        assert.equal(service.CurrentVersion, 1);
        assert.equal(JSON.parse(service.ServiceConfig).name, name);
    },
    async 'lists its instances'() {
        const listed = await eas('ListServiceInstances', 'GET', `${servicePath}/instances`);
        assert.equal(listed.Instances.length, 1);
        assert.equal(listed.Instances[0].Status, 'Running');
    },
    async 'updates it into a second version'() {
        const updated = await eas('UpdateService', 'PUT', servicePath, {body: {metadata: {memory: 600}}});
        assert.ok(updated.Message);
        const versions = await eas('ListServiceVersions', 'GET', `${servicePath}/versions`);
        assert.equal(versions.Versions[0].ImageId, 2);
    },
    async 'asks DataWorks for workspaces and instances'() {
        const projects = await dataWorks('ListProjects', {PageNumber: 1, PageSize: 10});
        const project = projects.PageResult.ProjectList[0];
        const request = {ProjectId: project.ProjectId, ProjectEnv: 'PROD', PageNumber: 1, PageSize: 10};
        const instances = await dataWorks('ListInstances', request);
        assert.equal(instances.Success, true);
        assert.ok(Array.isArray(instances.Data.Instances));
    },
    async 'is refused with one byte changed'() {
        const proxy = await tamperingProxy();
        try {
            const through = clientFor(`127.0.0.1:${proxy.address().port}`);
            const error = await refused(eas('UpdateService', 'PUT', servicePath, {body: {metadata: {instance: 2}}}, through));
            assert.equal(error.code, 'SignatureDoesNotMatch');
        } finally {
            proxy.closeAllConnections();
            proxy.close();
        }
    },
    async 'reads errors as the vendor writes them'() {
        const error = await refused(eas('DescribeService', 'GET', `/api/v2/services/${region}/nobody_here`));
        assert.equal(error.code, 'InvalidService.NotFound');
    },
    async 'deletes it'() {
        await eas('DeleteService', 'DELETE', servicePath);
    },
};

async function main() {
    for (const [step, run] of Object.entries(steps)) {
        await run();
        console.log(`ok ${step}`);
    }
}

main().catch(error => {
    console.error(`not ok: ${error.stack || error}`);
    process.exit(1);
});
