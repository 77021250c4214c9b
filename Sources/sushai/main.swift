import ArgumentParser
import Configuration
print("hello")
