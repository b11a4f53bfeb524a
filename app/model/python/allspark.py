"""The part of EAS's `allspark` module that Python processors use, served over loopback HTTP.

Slipway's model host starts the processor's file, waits until it listens, and passes requests on to it. The address given
to the constructor is not used: the host names the port.
"""
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class _Properties:
    def __init__(self):
        self._values = {}

    def put(self, key, value):
        self._values[key] = value

    def get(self, key, default=None):
        return self._values.get(key, default)


_properties = _Properties()


def default_properties():
    return _properties


class BaseProcessor:
    def __init__(self, worker_threads=5, worker_processes=1, io_threads=1, endpoint=None, *args, **kwargs):
        self._slots = threading.BoundedSemaphore(max(1, int(worker_threads)))

    def initialize(self):
        """Called once, before the first request."""

    def process(self, data):
        """Answers one request: returns the body and a status; 0 and 200 are success."""
        raise NotImplementedError('process is not implemented')

    def get_model_path(self):
        return os.environ.get('SLIPWAY_MODEL_PATH', '')

    def run(self):
        self.initialize()
        server = _server_class()(('127.0.0.1', int(os.environ['SLIPWAY_PROCESSOR_PORT'])), _handler_for(self))
        server.serve_forever()

    def _answer(self, data):
        with self._slots:
            try:
                result = self.process(data)
            except Exception as error:  # of the processor: the request's fault, the process lives on
                return str(error).encode(), 400
        body, status = result if isinstance(result, tuple) else (result, 200)
        if isinstance(body, str):
            body = body.encode()
        status = 200 if status == 0 else int(status)
        if status != 200 and not 400 <= status <= 599:
            status = 400
        return body or b'', status


def _server_class():
    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

    return Server


def _handler_for(processor):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'
        disable_nagle_algorithm = True
        wbufsize = -1  # the whole answer at once

        def _serve(self):
            length = int(self.headers.get('Content-Length') or 0)
            body, status = processor._answer(self.rfile.read(length))
            self.send_response(status)
            self.send_header('Content-Type', 'application/octet-stream')
            self.send_header('Content-Length', str(len(body)))
            self.end_headers()
            if self.command != 'HEAD':
                self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _serve

        def log_message(self, format, *args):
            """Requests are not logged: the log is the processor's."""

    return Handler
