// The reference of the start-up bench: the smallest Qt window that paints a frame and says so.
#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <cstdio>

class BareWindow : public QWidget
{
protected:
    void paintEvent(QPaintEvent *) override
    {
        if (m_painted)
            return;
        m_painted = true;
        QTimer::singleShot(0, this, [] {
            std::puts("painted");
            std::fflush(stdout);
            // Long enough for the bench to read the memory figure.
            QTimer::singleShot(200, qApp, &QCoreApplication::quit);
        });
    }

private:
    bool m_painted = false;
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    BareWindow window;
    window.resize(1280, 800);
    window.show();
    return QApplication::exec();
}
